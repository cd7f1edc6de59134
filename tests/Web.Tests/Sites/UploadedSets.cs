using System.Net;
using System.Text.Json.Nodes;
using Mantissa.Data.Uploads;

namespace Mantissa.Web.Tests.Sites;

/// <summary>Uploads as a browser sends them, and the verdict of a worker as it writes it.</summary>
internal static class UploadedSets
{
    public static Task<HttpResponseMessage> UploadAsync(this Site site, string? name, params (string Name, byte[] Content)[] files) =>
        site.UploadAsync(key: null, name, files);

    /// <summary>An upload under an idempotency key.</summary>
    public static async Task<HttpResponseMessage> UploadAsync(this Site site, string? key, string? name, (string Name, byte[] Content)[] files)
    {
        using var body = new MultipartFormDataContent();
        if (name is not null)
            body.Add(new StringContent(name), "name");
        foreach (var file in files)
            body.Add(new ByteArrayContent(file.Content), "file", file.Name);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/datasets") { Content = body };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await site.Client.SendAsync(request);
    }

    /// <summary>Uploads a set of any bytes that a worker finds to have two classes.</summary>
    /// <returns>The set's id.</returns>
    public static async Task<Guid> ReadyAsync(this Site site, string name)
    {
        var id = (await (await site.UploadAsync(name, ("a.zip", [1, 2, 3]))).ShouldBeAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();
        var claim = await ClaimAsync(site, id);
        var report = new UploadReport("imageFolder", 3, 20, 640, [new("cat", 1200, 300), new("<b>dog</b>", 800, 200)], ["cat/7.png: broken PNG"]);
        (await site.Database.Get<UploadInspections>().AcceptAsync(claim, report, new() { SetId = id, Width = 2, Height = 1, Content = [137, 80, 78, 71] }, default)).ShouldBeTrue();
        return id;
    }

    public static async Task RejectAsync(this Site site, Guid id, string reason) =>
        (await site.Database.Get<UploadInspections>().RejectAsync(await ClaimAsync(site, id), reason, default)).ShouldBeTrue();

    public static JsonObject Run(Guid set) => new()
    {
        ["model"] = "resnet",
        ["dataset"] = "upload",
        ["datasetOptions"] = new JsonObject { ["set"] = set.ToString() },
    };

    /// <summary>The site is shared: others may wait to be looked at as well.</summary>
    private static async Task<ClaimedUpload> ClaimAsync(Site site, Guid id)
    {
        while (await site.Database.Get<UploadInspections>().ClaimAsync("worker-1", TimeSpan.FromMinutes(5), default) is { } claim)
        {
            if (claim.Id == id)
                return claim;
        }

        throw new InvalidOperationException($"{id} does not wait.");
    }
}
