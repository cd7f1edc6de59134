using System.Text.Json;

namespace Mantissa.Data.Runs;

/// <summary>
/// Where a page ended: the sort key's value and the id of its last run. The next page continues after them, so runs that are added or
/// change places meanwhile never shift it.
/// </summary>
internal sealed record RunCursor(string Sort, string? Value, Guid Id)
{
    public override string ToString() =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this)).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    /// <exception cref="RunQueryException">The text is not a cursor, or one of another order.</exception>
    public static RunCursor Parse(string text, string sort)
    {
        RunCursor? cursor;
        try
        {
            var base64 = text.Replace('-', '+').Replace('_', '/');
            cursor = JsonSerializer.Deserialize<RunCursor>(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw new RunQueryException("cursor", "The cursor is not one that this server gave out.");
        }

        return cursor?.Sort == sort ? cursor : throw new RunQueryException("cursor", "The cursor belongs to a list in another order.");
    }
}
