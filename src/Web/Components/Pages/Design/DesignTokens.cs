using System.Text.RegularExpressions;

namespace Mantissa.Web.Components.Pages.Design;

/// <summary>What a value of the design system is for.</summary>
public enum TokenKind
{
    Colour,
    Size,
    Space,
    Radius,
    Shadow,
    Other,
}

/// <summary>One value of the design system.</summary>
/// <param name="Name">The CSS variable.</param>
/// <param name="Value">As the stylesheet has it.</param>
public sealed record DesignToken(string Name, string Value)
{
    public TokenKind Kind => Name.Split('-')[2] switch
    {
        "size" => TokenKind.Size,
        "space" => TokenKind.Space,
        "radius" => TokenKind.Radius,
        "shadow" => TokenKind.Shadow,
        _ when Value.StartsWith("light-dark(#", StringComparison.Ordinal) => TokenKind.Colour,
        _ => TokenKind.Other,
    };
}

/// <summary>Values that belong together.</summary>
/// <param name="Purpose">What the stylesheet says about them.</param>
/// <param name="Tokens">In its order.</param>
public sealed record TokenGroup(string Purpose, IReadOnlyList<DesignToken> Tokens);

/// <summary>Reads the values of the design system from the one stylesheet that defines them, so that their page cannot tell anything else.</summary>
public static partial class DesignTokens
{
    public const string Stylesheet = "css/tokens.css";

    /// <param name="stylesheet">Its first rule holds the values; a comment stands before each group.</param>
    public static IReadOnlyList<TokenGroup> Read(string stylesheet)
    {
        ArgumentNullException.ThrowIfNull(stylesheet);
        var rule = FirstRule().Match(stylesheet).Groups["body"].Value;
        return
        [
            .. Group().Matches(rule).Select(group => new TokenGroup(
                Whitespace().Replace(group.Groups["purpose"].Value.Replace("*", "", StringComparison.Ordinal), " ").Trim(),
                [.. Token().Matches(group.Groups["tokens"].Value).Select(token => new DesignToken(token.Groups["name"].Value, token.Groups["value"].Value))])),
        ];
    }

    [GeneratedRegex(@":root\s*\{(?<body>.*?)\n\}", RegexOptions.Singleline)]
    private static partial Regex FirstRule();

    [GeneratedRegex(@"/\*(?<purpose>.*?)\*/(?<tokens>.*?)(?=/\*|\z)", RegexOptions.Singleline)]
    private static partial Regex Group();

    [GeneratedRegex(@"(?<name>--[\w-]+):\s*(?<value>[^;]+);")]
    private static partial Regex Token();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
