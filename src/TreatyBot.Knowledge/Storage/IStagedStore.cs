namespace TreatyBot.Knowledge.Storage;

/// <summary>A store that builds a corpus anew beside the one that serves, and switches over at once.</summary>
public interface IStagedStore
{
    /// <summary>An empty store to build in, or the one that an earlier run began for the same <paramref name="target"/>. The caller disposes of it.</summary>
    /// <param name="target">Names what is being built: the same splitter, analyser, extractor and embedding model have the same name.</param>
    Task<IPassageStore> OpenStagingAsync(string target, CancellationToken cancellationToken);

    /// <summary>From now on the store serves what was built. What it served before is kept until <see cref="PruneAsync"/>.</summary>
    Task PublishAsync(IPassageStore staging, CancellationToken cancellationToken);

    /// <summary>Removes whatever does not serve.</summary>
    /// <returns>What was removed, for the operator.</returns>
    Task<IReadOnlyList<string>> PruneAsync(CancellationToken cancellationToken);
}
