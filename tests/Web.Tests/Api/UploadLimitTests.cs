using System.Net;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

/// <summary>A site with a limit that a test can reach.</summary>
public sealed class UploadLimitTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Site _site = new() { Settings = { ["MANTISSA_UPLOAD_MIB"] = "1" } };

    public Task InitializeAsync() => _site.InitializeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Without_any_upload_the_page_says_what_to_do_and_what_is_allowed()
    {
        var page = await _site.PageAsync("/datasets");

        page.QuerySelector("[data-testid=empty] h2")!.TextContent.ShouldBe("No set has been uploaded yet");
        page.QuerySelector("section[aria-labelledby=h-upload] header")!.TextContent.ShouldContain("at most 1 MiB");
    }

    [Fact]
    public async Task More_than_the_limit_is_refused_with_its_name()
    {
        await (await _site.UploadAsync("fits", ("a", new byte[1 << 20]))).ShouldBeAsync(HttpStatusCode.Created);

        (await (await _site.UploadAsync("a byte too many", ("a", new byte[(1 << 20) + 1]))).ShouldBlameAsync("file"))
            .ShouldBe("The files have more than the 1 MiB that an upload may have. The limit is set by MANTISSA_UPLOAD_MIB.");

        // Asks before it sends, or the site would hang up on a body that it does not read.
        using var body = new MultipartFormDataContent { { new ByteArrayContent(new byte[4 << 20]), "file", "a" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/datasets") { Content = body };
        request.Headers.ExpectContinue = true;
        var far = await (await _site.Client.SendAsync(request)).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        far["detail"]!.GetValue<string>().ShouldBe("The body may have at most 2,097,152 bytes.");
        (await _site.Database.ReadAsync<long>("select count(*) from uploaded_set")).ShouldBe(1);
    }

    [Theory]
    [InlineData("/api/v1/runs/{0}/files/model/weights.bin")]
    [InlineData("/api/2.0/mlflow-artifacts/artifacts/0/{1}/artifacts/model/weights.bin")]
    public async Task A_file_of_a_run_has_the_same_limit_whoever_says_how_long_it_is(string route)
    {
        var run = (await (await _site.PostAsync("/api/v1/runs/external", "{}")).ShouldBeAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();
        var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, route, run, run.ToString("N"));
        async Task<HttpStatusCode> PutAsync(HttpContent content, bool chunked)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = content, Headers = { ExpectContinue = true, TransferEncodingChunked = chunked } };
            using var answer = await _site.Client.SendAsync(request);
            return answer.StatusCode;
        }

        (await PutAsync(new ByteArrayContent(new byte[1 << 20]), chunked: false)).ShouldBe(HttpStatusCode.OK);
        foreach (var chunked in (bool[])[false, true])
            (await PutAsync(new ByteArrayContent(new byte[(1 << 20) + 1]), chunked)).ShouldBeOneOf(HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest);

        // What was there before has stayed.
        (await _site.Database.ReadAsync<long>("select sum(size)::bigint from run_file where run_id = $1", run)).ShouldBe(1 << 20);
    }
}
