namespace TreatyBot.Knowledge.Models;

/// <summary>Why a model gave nothing of use.</summary>
public enum ModelFault
{
    /// <summary>No connection, or it broke.</summary>
    Unreachable,
    TimedOut,

    /// <summary>Too many of our own calls wait for it.</summary>
    Busy,
    RateLimited,
    QuotaExceeded,

    /// <summary>The server said that it cannot now.</summary>
    Overloaded,
    Unauthorized,
    ModelMissing,

    /// <summary>The provider's content filter stepped in.</summary>
    Filtered,
    ContextExceeded,

    /// <summary>The endpoint takes no schema for the reply.</summary>
    FormatRefused,
    Refused,

    /// <summary>An address other than the configured one: a redirect, or a client that strayed.</summary>
    ForeignAddress,

    /// <summary>The reply ended before it was finished.</summary>
    CutShort,
    TooLarge,
    Malformed,
    Empty,

    /// <summary>Vectors of another length than configured, or with values that are no numbers.</summary>
    WrongVectors,
    PromptUnusable,
}

/// <summary>A model call failed. The message names cause and mend for operators; it never holds words of a prompt or a reply.</summary>
public sealed class ModelException : Exception
{
    public ModelException(ModelFault fault, string message, Exception? innerException = null) : base(message, innerException) => Fault = fault;

    public ModelException() { }

    public ModelException(string message) : base(message) { }

    public ModelException(string message, Exception innerException) : base(message, innerException) { }

    public ModelFault Fault { get; }

    /// <summary>When the server asked to be called again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same call may succeed a little later.</summary>
    public bool IsPassing => Fault is ModelFault.Unreachable or ModelFault.RateLimited or ModelFault.Overloaded
        or ModelFault.CutShort or ModelFault.Malformed or ModelFault.Empty;
}
