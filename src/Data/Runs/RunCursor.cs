using System.Buffers.Text;
using System.Text.Json;

namespace Mantissa.Data.Runs;

/// <summary>
/// Where a page ended: the values by which its last run is sorted, its id among them. The next page continues after them, so runs that are
/// added or change places meanwhile never shift it.
/// </summary>
/// <param name="Query">What tells the query from others; a cursor is of no use to another one.</param>
/// <param name="Values">As PostgreSQL writes and reads them, exactly.</param>
internal sealed record RunCursor(string Query, IReadOnlyList<string?> Values)
{
    private const int Longest = 10_000;

    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <exception cref="RunQueryException">The text is not a cursor, or one of another query.</exception>
    public static RunCursor Parse(string text, string query, int terms)
    {
        RunCursor? cursor;
        try
        {
            cursor = text.Length > Longest ? null : JsonSerializer.Deserialize<RunCursor>(Base64Url.DecodeFromChars(text));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            cursor = null;
        }

        if (cursor?.Values is null || cursor.Query is null)
            throw new RunQueryException("cursor", "The cursor is not one that this server gave out.");
        return cursor.Query == query && cursor.Values.Count == terms && cursor.Values[^1] is not null
            ? cursor
            : throw new RunQueryException("cursor", "The cursor belongs to another query or order; ask for the first page without one.");
    }
}
