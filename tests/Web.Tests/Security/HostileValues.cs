using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Mantissa.Web.Tests.Security;

/// <summary>What nobody should send.</summary>
/// <param name="random">Where it comes from.</param>
/// <param name="ids">Ids of things that exist, so that some requests reach them.</param>
internal sealed class HostileValues(Random random, IReadOnlyList<string> ids)
{
    private static readonly string[] Texts =
    [
        "", " ", "0", "-1", "1", "NaN", "Infinity", "-0", "1e309", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "2147483648", "0x10", "1,5",
        "true", "null", "[]", "{}", "'", "' or 1=1 --", "\"; drop table run; --", "%", "%00", "\0", "\u0001", "\uFEFF", "\u202E", "é😀", "../../etc/passwd", "..\\..\\windows", "a/b/c",
        "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "2026-02-30", "00000000-0000-0000-0000-000000000000",
        "model = 'resnet' and (", "metrics.x.min < ", "order by", "name like '%'", "train/loss", "step", "csv", "ndjson", "weights", "fp32", "resnet",
    ];

    private static readonly string[] ContentTypes =
        ["application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "application/merge-patch+json", "text/plain", "application/octet-stream", "multipart/form-data; boundary=x", "nonsense", "application/x-ndjson", ""];

    public bool Chance(double probability) => random.NextDouble() < probability;

    public string Text() => random.Next(12) switch
    {
        0 => new string((char)random.Next(0x20, 0x3000), random.Next(1, 3000)),
        1 => Pick(ids),
        2 => random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
        _ => Pick(Texts),
    };

    /// <summary>For a place in the path; mostly of the kind that the route asks for.</summary>
    public string Segment(string place)
    {
        if (place.Contains("guid", StringComparison.OrdinalIgnoreCase) || place.Contains("id", StringComparison.OrdinalIgnoreCase))
            return Chance(0.7) ? Pick(ids) : Guid.NewGuid().ToString();
        if (place.Contains("long", StringComparison.Ordinal) || place.Contains("int", StringComparison.Ordinal))
            return Pick(["0", "-1", "1", "9223372036854775807", "2147483647"]);
        return Text() is { Length: > 0 } text ? text : "x";
    }

    /// <summary>Of characters that a header may have.</summary>
    public string HeaderText() => random.Next(4) switch
    {
        0 => new string('k', random.Next(1, 2000)),
        1 => "\"1\"",
        2 => "*",
        _ => Guid.NewGuid().ToString(),
    };

    public string ContentType() => Chance(0.75) ? ContentTypes[0] : Pick(ContentTypes);

    /// <summary>A right body with something wrong in it, a wrong one, or no JSON at all.</summary>
    public byte[] Body(JsonNode? example)
    {
        switch (random.Next(8))
        {
            case 0:
                var bytes = new byte[random.Next(0, 400)];
                random.NextBytes(bytes);
                return bytes;
            case 1:
                return Encoding.UTF8.GetBytes(Pick(["", "{", "[", "\"", "null", "1e999", "{\"a\":1,\"a\":2}", "[[[[", "{\"\\ud800\":1}", "{\"seed\":1e400}", "true", "\"text\"", "[null]", "{\"x\":NaN}"]));
            case 2:
                return Encoding.UTF8.GetBytes(Deep());
            case 3:
                return Encoding.UTF8.GetBytes(Node(3)?.ToJsonString() ?? "null");
            default:
                var body = example?.DeepClone() ?? Node(3);
                for (var i = random.Next(1, 4); i > 0; i--)
                    Spoil(body);
                return Encoding.UTF8.GetBytes(body?.ToJsonString() ?? "null");
        }
    }

    private string Deep()
    {
        var depth = random.Next(20, 3000);
        return string.Concat(Enumerable.Repeat("{\"a\":[", depth)) + "1" + string.Concat(Enumerable.Repeat("]}", depth));
    }

    /// <summary>Replaces, removes or adds something anywhere in the body.</summary>
    private void Spoil(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } members when Chance(0.9):
                var name = Pick([.. members.Select(member => member.Key)]);
                if (members[name] is JsonObject or JsonArray && Chance(0.6))
                    Spoil(members[name]);
                else if (Chance(0.15))
                    members.Remove(name);
                else
                    members[name] = Node(1);
                break;
            case JsonObject members:
                members[Chance(0.5) ? Pick(["id", "seed", "__proto__", "status", "unknown", ""]) : Pick(Texts)] = Node(1);
                break;
            case JsonArray { Count: > 0 } items when Chance(0.7):
                var place = random.Next(items.Count);
                if (items[place] is JsonObject or JsonArray && Chance(0.7))
                    Spoil(items[place]);
                else
                    items[place] = Node(1);
                break;
            case JsonArray items:
                for (var i = random.Next(1, 300); i > 0; i--)
                    items.Add(Node(0));
                break;
        }
    }

    private JsonNode? Node(int depth) => random.Next(depth > 0 ? 9 : 6) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => JsonNode.Parse(Pick(["0", "-1", "1e308", "-1e-320", "9223372036854775807", "9223372036854775808", "1.5", "2147483648", "123456789012345678901234567890"])),
        3 or 4 or 5 => Text() is var text && IsWellFormed(text) ? text : "x",
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Node(depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(0, 4)).Select(i => KeyValuePair.Create(
            Pick(["name", "model", "format", "dataset", "training", "seed", "tags", "metrics", "runs", "filter", "step", "value", "run_id", "experiment_id", "key", "content"]) + (i > 0 ? i.ToString(CultureInfo.InvariantCulture) : ""), Node(depth - 1)))),
    };

    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
