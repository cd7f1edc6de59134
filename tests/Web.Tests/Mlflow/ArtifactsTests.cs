using System.Net;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Mlflow;

[Collection(SiteCollection.Name)]
public sealed class ArtifactsTests(Site site)
{
    private const string Artifacts = "/api/2.0/mlflow-artifacts/artifacts";

    [Fact]
    public async Task Files_are_put_listed_fetched_and_deleted()
    {
        var id = await site.CreateRunAsync();
        var root = $"0/{id}/artifacts";
        foreach (var (path, size) in new[] { ("model/MLmodel", 3), ("model/data/weights.bin", 2_000_000), ("plot.png", 10) })
            (await (await site.Client.PutAsync($"{Artifacts}/{root}/{path}", Content(size))).ShouldBeAsync(HttpStatusCode.OK)).ShouldBeEmpty();

        (await ListAsync(root)).ShouldBe("""[{"path":"model","is_dir":true},{"path":"plot.png","is_dir":false,"file_size":10}]""");
        (await ListAsync($"{root}/model")).ShouldBe("""[{"path":"MLmodel","is_dir":false,"file_size":3},{"path":"data","is_dir":true}]""");
        (await ListAsync($"{root}/nothing")).ShouldBe("[]");
        var ofRun = await site.AskAsync($"artifacts/list?run_id={id}&run_uuid={id}&path=model");
        ofRun["root_uri"]!.GetValue<string>().ShouldBe($"mlflow-artifacts:/{root}");
        ofRun["files"]!.ToJsonString().ShouldBe("""[{"path":"model/MLmodel","is_dir":false,"file_size":3},{"path":"model/data","is_dir":true}]""");

        var answer = await site.Client.GetAsync($"{Artifacts}/{root}/model/data/weights.bin");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Bytes(2_000_000));
        (await site.PageAsync($"/runs/{Guid.Parse(id)}")).QuerySelector("[data-testid=files]")!.TextContent.ShouldContain("model/data/weights.bin");

        await (await site.Client.DeleteAsync($"{Artifacts}/{root}/model")).ShouldBeAsync(HttpStatusCode.OK);
        (await ListAsync(root)).ShouldBe("""[{"path":"plot.png","is_dir":false,"file_size":10}]""");
        await site.Client.GetAsync($"{Artifacts}/{root}/model/MLmodel").ShouldBeErrorAsync(HttpStatusCode.NotFound, "RESOURCE_DOES_NOT_EXIST");
        await site.Client.DeleteAsync($"{Artifacts}/{root}/model").ShouldBeErrorAsync(HttpStatusCode.NotFound, "RESOURCE_DOES_NOT_EXIST");
    }

    [Fact]
    public async Task A_file_put_again_is_the_new_one()
    {
        var path = $"{Artifacts}/0/{await site.CreateRunAsync()}/artifacts/a.txt";
        await site.Client.PutAsync(path, Content(9));
        await site.Client.PutAsync(path, Content(4));

        (await site.Client.GetByteArrayAsync(path)).ShouldBe(Bytes(4));
    }

    [Theory]
    [InlineData("0/{run}/artifacts/..%2F..%2Fetc%2Fpasswd")]
    [InlineData("0/{run}/artifacts/a%5C..%5Cb")]
    [InlineData("0/{run}/artifacts/C%3A%2Fx")]
    [InlineData("0/{run}/artifacts/a%2F%2Fb")]
    [InlineData("0/{run}/artifacts/a%0Ab")]
    [InlineData("0/{run}/other/a")]
    [InlineData("0/{run}/artifacts")]
    [InlineData("x/{run}/artifacts/a")]
    [InlineData("a")]
    public async Task A_path_outside_a_runs_folder_is_refused(string path)
    {
        var id = await site.CreateRunAsync();

        await site.Client.PutAsync($"{Artifacts}/{path.Replace("{run}", id, StringComparison.Ordinal)}", Content(1)).ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");
    }

    [Fact]
    public async Task Only_runs_that_are_there_and_made_elsewhere_take_files()
    {
        await site.Client.PutAsync($"{Artifacts}/0/{Guid.NewGuid():N}/artifacts/a", Content(1)).ShouldBeErrorAsync(HttpStatusCode.NotFound, "RESOURCE_DOES_NOT_EXIST");
        var ours = await RecordedRun.StartAsync(site);
        await site.Client.PutAsync($"{Artifacts}/0/{ours.Id:N}/artifacts/a", Content(1)).ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");
    }

    private async Task<string> ListAsync(string path)
    {
        var answer = await (await site.Client.GetAsync($"{Artifacts}?path={path}")).ShouldBeAsync(HttpStatusCode.OK);
        return answer["files"]!.ToJsonString();
    }

    private static ByteArrayContent Content(int size) => new(Bytes(size));

    private static byte[] Bytes(int size) => [.. Enumerable.Range(0, size).Select(i => (byte)(i * 7))];
}
