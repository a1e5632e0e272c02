// Type-checks a file (first argument) as `tsc --noEmit --strict` does; no output means that nothing is wrong with it.
const ts = require('typescript');
const program = ts.createProgram([process.argv[2]], {
  noEmit: true, strict: true, skipLibCheck: true, types: [],
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16,
});
for (const found of ts.getPreEmitDiagnostics(program)) {
  const at = found.file ? found.file.getLineAndCharacterOfPosition(found.start) : { line: 0, character: 0 };
  console.log(`${at.line + 1}:${at.character + 1} error TS${found.code}: ${ts.flattenDiagnosticMessageText(found.messageText, ' ')}`.slice(0, 1500));
}
