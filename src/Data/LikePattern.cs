namespace Mantissa.Data;

/// <summary>Text as a user wrote it inside a pattern of <c>LIKE</c>, where it stands for nothing but itself.</summary>
internal static class LikePattern
{
    public const string EscapeCharacter = "\\";

    public static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal)
            .Replace("\0", "", StringComparison.Ordinal);
}
