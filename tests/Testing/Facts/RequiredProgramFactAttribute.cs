using Xunit;

namespace Mantissa.Testing;

/// <summary>A test that needs a program of the system, e.g. <c>runuser</c>; skipped where that is not installed.</summary>
public sealed class RequiredProgramFactAttribute : FactAttribute
{
    public RequiredProgramFactAttribute(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin");
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, program))))
            Skip = $"{program} is not installed.";
    }
}
