using Xunit;

namespace Mantissa.Testing;

/// <summary>A test of what happens when root starts the platform; skipped for everybody else.</summary>
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
            Skip = "Only root can try this.";
    }
}
