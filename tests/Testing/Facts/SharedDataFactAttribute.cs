using Xunit;

namespace Mantissa.Testing;

/// <summary>A test on a real data set beside the checkout; skipped where that is absent.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string file)
    {
        if (!File.Exists(Path.Combine(Checkout.SharedData, file)))
            Skip = $"{file} is not in {Checkout.SharedData}.";
    }
}
