namespace Mantissa.Web.Dashboards;

/// <summary>How what is on the screen and what is kept belong together.</summary>
public enum SaveState
{
    Saved,

    /// <summary>Changed; it is saved in a moment.</summary>
    Changed,

    Saving,

    /// <summary>It could not be saved for now; the next change tries again.</summary>
    Failed,

    /// <summary>Somebody else saved another version meanwhile; nothing is saved until it is decided which one stays.</summary>
    Conflict,

    /// <summary>Somebody deleted it meanwhile.</summary>
    Gone,
}
