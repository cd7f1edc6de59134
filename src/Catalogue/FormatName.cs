using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Mantissa.Catalogue;

/// <summary>Reads the numbers in a format's name: <c>flex16+5</c> against the family <c>flexN+M</c> gives N = 16, M = 5.</summary>
public static class FormatName
{
    /// <summary>Matches <paramref name="name"/> against a family, with every number inside its range and without leading zeros.</summary>
    public static bool TryParse(FormatEntry family, string name, [NotNullWhen(true)] out IReadOnlyList<int>? numbers)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(name);
        numbers = null;
        var read = new List<int>(family.Numbers.Count);
        var rest = name.AsSpan();
        var next = 0;
        foreach (var symbol in family.Family)
        {
            if (next < family.Numbers.Count && family.Numbers[next].Symbol == symbol.ToString())
            {
                var digits = rest.IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? rest : rest[..end];
                if (digits.IsEmpty || (digits.Length > 1 && digits[0] == '0')
                    || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                    || value < family.Numbers[next].Minimum || value > family.Numbers[next].Maximum)
                    return false;
                read.Add(value);
                rest = rest[digits.Length..];
                next++;
            }
            else
            {
                if (rest.IsEmpty || rest[0] != symbol)
                    return false;
                rest = rest[1..];
            }
        }

        if (!rest.IsEmpty)
            return false;
        numbers = read;
        return true;
    }
}
