using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Lets one ingestion run at a time, across processes.</summary>
public interface IIngestionLock
{
    /// <summary>Disposing the result ends the run.</summary>
    /// <exception cref="IngestionException">Another run holds the lock, or the lock cannot be made.</exception>
    IDisposable Acquire();
}

/// <summary>A lock file beside the store. It stays behind empty: only its holder counts, and that ends with the process.</summary>
public sealed class FileIngestionLock(IOptions<StoreOptions> options) : IIngestionLock
{
    public IDisposable Acquire()
    {
        var path = Path.GetFullPath(options.Value.Path) + ".ingest.lock";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw CannotWrite(exception);
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new IngestionException(
                $"Another ingestion into {options.Value.Path} is running; wait until it is done and start again.", exception);
        }
        catch (IOException exception)
        {
            throw CannotWrite(exception);
        }
    }

    private IngestionException CannotWrite(Exception exception) =>
        new($"The folder of Store:Path ({options.Value.Path}) cannot be written ({exception.Message}); set Store:Path to a writable place.", exception);
}
