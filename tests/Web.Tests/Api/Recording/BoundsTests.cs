using System.Net;
using System.Text.Json.Nodes;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api.Recording;

/// <summary>How much a program may record at once: the last that is taken, and one more.</summary>
[Collection(SiteCollection.Name)]
public sealed class BoundsTests(Site site)
{
    [Theory]
    [InlineData("logs", 5_000)]
    [InlineData("images", 50)]
    [InlineData("artifacts", 50)]
    public async Task Entries_of_a_batch(string list, int most)
    {
        JsonNode Entry(int i) => list switch
        {
            "logs" => new JsonObject { ["message"] = $"line {i}" },
            "images" => new JsonObject { ["name"] = $"i{i}", ["step"] = 1, ["content"] = Picture(1, 1) },
            _ => new JsonObject { ["name"] = $"a{i}", ["step"] = 1, ["contentType"] = "text/plain", ["content"] = "aGk=" },
        };
        var id = await CreateAsync();

        (await (await SendAsync(id, list, most + 1, Entry)).ShouldBlameAsync(list)).ShouldContain($"at most {most:N0} {list}, not {most + 1:N0}");
        await (await SendAsync(id, list, most, Entry)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("metrics", "name", 250)]
    [InlineData("images", "name", 250)]
    [InlineData("artifacts", "name", 250)]
    [InlineData("logs", "message", 16_384)]
    public async Task Characters_of_a_text(string list, string field, int longest)
    {
        JsonObject Entry(int length)
        {
            JsonObject entry = list switch
            {
                "metrics" => new() { ["step"] = 1, ["value"] = 1 },
                "images" => new() { ["step"] = 1, ["content"] = Picture(1, 1) },
                "artifacts" => new() { ["step"] = 1, ["contentType"] = "text/plain", ["content"] = "aGk=" },
                _ => [],
            };
            entry[field] = new string('x', length);
            return entry;
        }

        var id = await CreateAsync();

        (await (await SendAsync(id, list, 1, _ => Entry(longest + 1))).ShouldBlameAsync($"{list}[0].{field}")).ShouldContain($"to {longest:N0} characters, not {longest + 1:N0}");
        await (await SendAsync(id, list, 1, _ => Entry(longest))).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(8192, 1, true)]
    [InlineData(1, 8192, true)]
    [InlineData(8193, 1, false)]
    [InlineData(1, 8193, false)]
    [InlineData(0, 1, false)]
    [InlineData(int.MaxValue, int.MaxValue, false)]
    public async Task Pixels_of_a_picture(int width, int height, bool taken)
    {
        var answer = await SendAsync(await CreateAsync(), "images", 1, _ => new JsonObject { ["name"] = "samples", ["step"] = 1, ["content"] = Picture(width, height) });

        if (taken)
            await answer.ShouldBeAsync(HttpStatusCode.OK);
        else
            (await answer.ShouldBlameAsync("images[0].content")).ShouldContain("at most 8,192 pixels a side");
    }

    [Theory]
    [InlineData(4 << 20, true)]
    [InlineData((4 << 20) + 1, false)]
    public async Task Bytes_of_a_file(int bytes, bool taken)
    {
        var answer = await SendAsync(await CreateAsync(), "artifacts", 1, _ => new JsonObject
        {
            ["name"] = "weights", ["step"] = 1, ["contentType"] = "application/octet-stream", ["content"] = Convert.ToBase64String(new byte[bytes]),
        });

        if (taken)
            await answer.ShouldBeAsync(HttpStatusCode.OK);
        else
            (await answer.ShouldBlameAsync("artifacts[0].content")).ShouldContain("at most 4 MiB");
    }

    [Theory]
    [InlineData(1_000, 250, 6_000, null)]
    [InlineData(1_001, 1, 1, "parameters")]
    [InlineData(1, 251, 1, "parameters.")]
    [InlineData(1, 1, 6_001, "parameters.")]
    public async Task Parameters_of_a_run(int count, int name, int value, string? field)
    {
        var parameters = new JsonObject(Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"{i}".PadLeft(name, 'p'), (JsonNode?)new string('v', i == 0 ? value : 1))));

        var answer = await site.PostAsync("/api/v1/runs/external", new JsonObject { ["parameters"] = parameters }.ToJsonString());

        if (field is null)
            await answer.ShouldBeAsync(HttpStatusCode.Created);
        else
            (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest))["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldStartWith(field);
    }

    /// <summary>The first 24 bytes of a PNG, which is what is looked at: signature, and the size in the header chunk.</summary>
    private static string Picture(int width, int height)
    {
        byte[] bytes = [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', 0, 0, 0, 13, .. "IHDR"u8, .. BigEndian(width), .. BigEndian(height)];
        return Convert.ToBase64String(bytes);
    }

    private static byte[] BigEndian(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private Task<HttpResponseMessage> SendAsync(Guid run, string list, int count, Func<int, JsonNode> entry) => site.PostAsync(
        $"/api/v1/runs/{run}/records", new JsonObject { ["sequence"] = 1, [list] = new JsonArray([.. Enumerable.Range(0, count).Select(entry)]) }.ToJsonString());

    private async Task<Guid> CreateAsync() =>
        (await (await site.PostAsync("/api/v1/runs/external", "{}")).ShouldBeAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();
}
