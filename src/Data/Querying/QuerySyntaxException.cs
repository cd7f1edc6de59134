namespace Mantissa.Data.Querying;

/// <summary>A query cannot be understood; the message says where, and what would be right.</summary>
public sealed class QuerySyntaxException(int position, int length, string message) : Exception($"at {position + 1}: {message}")
{
    /// <summary>Where in the text, counted in characters from 0.</summary>
    public int Position => position;

    /// <summary>How many characters from there are wrong; at least 1, and past the text's end when something is missing there.</summary>
    public int Length => Math.Max(1, length);
}
