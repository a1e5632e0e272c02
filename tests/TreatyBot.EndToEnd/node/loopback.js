// The playground listens on every address of the machine; loaded before it, this keeps it to loopback.
const { Server } = require('node:net');
const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  if (typeof port === 'object' && port !== null) return listen.call(this, { ...port, host: '127.0.0.1' }, ...rest);
  return listen.call(this, { port: Number(port) || 0, host: '127.0.0.1' }, ...rest.filter(argument => typeof argument === 'function'));
};
