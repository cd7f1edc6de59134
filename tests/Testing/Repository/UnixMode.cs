namespace Mantissa.Testing;

/// <summary>File modes that tests set.</summary>
public static class UnixMode
{
    /// <summary>700: nobody but the owner.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>711: others may pass through to what they know.</summary>
    public const UnixFileMode Passable = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
}
