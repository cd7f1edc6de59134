using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Mantissa.Data.Uploads;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

[Collection(SiteCollection.Name)]
public sealed class DatasetsApiTests(Site site)
{
    [Fact]
    public async Task An_upload_is_stored_as_it_was_sent_and_waits_for_a_worker()
    {
        var content = RandomNumberGenerator.GetBytes((9 << 20) + 5);

        var answer = await site.UploadAsync("großer Satz", ("bilder.zip", content), ("zahlen.gz", [1]));

        var set = await answer.ShouldBeAsync(HttpStatusCode.Created);
        answer.Headers.Location!.ToString().ShouldBe($"/api/v1/datasets/{set["id"]}");
        set["name"]!.GetValue<string>().ShouldBe("großer Satz");
        set["status"]!.GetValue<string>().ShouldBe("pending");
        set["size"]!.GetValue<long>().ShouldBe(content.Length + 1);
        set["previewUrl"].ShouldBeNull();
        var files = await site.Database.Get<UploadStore>().FilesAsync(set["id"]!.GetValue<Guid>(), default);
        files.Select(file => (file.Name, Convert.ToHexString(file.Sha256))).ShouldBe(
            [("bilder.zip", Convert.ToHexString(SHA256.HashData(content))), ("zahlen.gz", Convert.ToHexString(SHA256.HashData([1])))]);
    }

    [Fact]
    public async Task Sending_it_again_gives_the_same_set_and_other_files_are_a_conflict()
    {
        var first = await (await site.UploadAsync("once", ("a", [1, 2]))).ShouldBeAsync(HttpStatusCode.Created);
        var again = await (await site.UploadAsync("once", ("a", [1, 2]))).ShouldBeAsync(HttpStatusCode.OK);

        again["id"]!.GetValue<Guid>().ShouldBe(first["id"]!.GetValue<Guid>());
        var problem = await (await site.UploadAsync("once", ("a", [9]))).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        problem["detail"]!.GetValue<string>().ShouldContain("There is a set named 'once' already");
    }

    [Fact]
    public async Task A_key_stands_for_one_upload()
    {
        var first = await (await site.UploadAsync("one upload", "keyed", [("a", [1])])).ShouldBeAsync(HttpStatusCode.Created);
        var again = await (await site.UploadAsync("one upload", "keyed", [("a", [1])])).ShouldBeAsync(HttpStatusCode.OK);
        again["id"]!.GetValue<Guid>().ShouldBe(first["id"]!.GetValue<Guid>());

        foreach (var (name, content) in new[] { ("keyed", (byte)2), ("other name", (byte)1) })
        {
            var other = await (await site.UploadAsync("one upload", name, [("a", [content])])).ShouldBeProblemAsync(HttpStatusCode.Conflict);
            other["detail"]!.GetValue<string>().ShouldContain("was used before with a different request");
        }

        (await site.Database.ReadAsync<long>("select count(*) from uploaded_set where name in ('keyed', 'other name')")).ShouldBe(1);
        await (await site.UploadAsync(new string('k', 201), "x", [("a", [1])])).ShouldBlameAsync("Idempotency-Key");
    }

    [Fact]
    public async Task A_key_also_stands_for_a_set_that_was_there_before_and_not_for_one_that_is_deleted()
    {
        var id = (await (await site.UploadAsync("before", ("a", [1]))).ShouldBeAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();
        await (await site.UploadAsync("a set from before", "before", [("a", [1])])).ShouldBeAsync(HttpStatusCode.OK);
        await (await site.UploadAsync("a set from before", "before", [("a", [2])])).ShouldBeProblemAsync(HttpStatusCode.Conflict);

        (await site.Client.DeleteAsync($"/api/v1/datasets/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var gone = await (await site.UploadAsync("a set from before", "before", [("a", [1])])).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        gone["detail"]!.GetValue<string>().ShouldContain("has been deleted since");
    }

    [Fact]
    public async Task What_a_worker_found_is_shown_with_a_preview()
    {
        var id = await site.ReadyAsync("found");

        var set = await site.GetAsync($"/api/v1/datasets/{id}");
        var preview = await site.Client.GetAsync(set["previewUrl"]!.GetValue<string>());
        var listed = (await site.Client.GetFromJsonAsync<JsonArray>("/api/v1/datasets"))!.Single(s => s!["id"]!.GetValue<Guid>() == id)!;

        set["status"]!.GetValue<string>().ShouldBe("ready");
        set["report"]!["classes"]![0]!.ToJsonString().ShouldBe("""{"name":"cat","train":1200,"test":300}""");
        set["report"]!["broken"]!.AsArray().Count.ShouldBe(1);
        listed.ToJsonString().ShouldBe(set.ToJsonString());
        preview.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        (await preview.Content.ReadAsByteArrayAsync()).ShouldBe([137, 80, 78, 71]);
    }

    [Fact]
    public async Task A_rejected_set_says_why_and_cannot_be_chosen()
    {
        var id = (await (await site.UploadAsync("bad", ("a", [7]))).ShouldBeAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();
        await site.RejectAsync(id, "'a' is neither a zip, nor a tar.gz, nor an IDX file.");

        (await site.GetAsync($"/api/v1/datasets/{id}"))["statusReason"]!.GetValue<string>().ShouldStartWith("'a' is neither");
        await (await site.Client.GetAsync($"/api/v1/datasets/{id}/preview")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        (await (await site.PostAsync("/api/v1/runs", UploadedSets.Run(id).ToJsonString())).ShouldBlameAsync("datasetOptions.set"))
            .ShouldContain($"There is no uploaded set {id} that is ready");
    }

    [Fact]
    public async Task A_set_that_a_run_names_is_kept_and_another_one_is_deleted()
    {
        var used = await site.ReadyAsync("in use");
        var free = await site.ReadyAsync("not in use");
        await (await site.PostAsync("/api/v1/runs", UploadedSets.Run(used).ToJsonString())).ShouldBeAsync(HttpStatusCode.Created);

        (await (await site.Client.DeleteAsync($"/api/v1/datasets/{used}")).ShouldBeProblemAsync(HttpStatusCode.Conflict))["detail"]!
            .GetValue<string>().ShouldStartWith("A run trains on this set");
        (await site.Client.DeleteAsync($"/api/v1/datasets/{free}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await site.Client.DeleteAsync($"/api/v1/datasets/{free}")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await site.Client.GetAsync($"/api/v1/datasets/{free}")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("\"7\"", "must be the id of an uploaded set")]
    [InlineData("\"01a20153-0000-7000-8000-000000000000\"", "that is ready")]
    [InlineData("null", "is missing")]
    public async Task A_run_on_a_set_that_is_not_there_is_refused(string set, string words)
    {
        var json = $$$"""{"model":"resnet","dataset":"upload","datasetOptions":{"set":{{{set}}}}}""";

        (await (await site.PostAsync("/api/v1/runs", json)).ShouldBlameAsync("datasetOptions.set")).ShouldContain(words);
    }

    [Fact]
    public async Task Bad_uploads_name_the_part()
    {
        (await (await site.PostAsync("/api/v1/datasets", "{}")).ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType))["detail"]!
            .GetValue<string>().ShouldContain("Send multipart/form-data");
        (await (await site.UploadAsync("nothing")).ShouldBlameAsync("file")).ShouldContain("has no file");
        (await (await site.UploadAsync("empty", ("a", []))).ShouldBlameAsync("file")).ShouldBe("'a' is empty.");
        (await (await site.UploadAsync(new string('n', 101), ("a", [1]))).ShouldBlameAsync("name")).ShouldContain("1 to 100 characters");
        (await (await site.UploadAsync(new string('n', 2000), ("a", [1]))).ShouldBlameAsync("name")).ShouldContain("more than 1,024 bytes");
        using var other = new MultipartFormDataContent { { new StringContent("x"), "colour" } };
        (await (await site.Client.PostAsync("/api/v1/datasets", other)).ShouldBlameAsync("colour")).ShouldContain("There is no part 'colour' here");
    }

    [Fact]
    public async Task A_body_that_is_not_whole_is_refused_and_not_kept()
    {
        using var body = new StringContent("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf of it");
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        var before = await site.Database.ReadAsync<long>("select count(*) from uploaded_set");

        (await (await site.Client.PostAsync("/api/v1/datasets", body)).ShouldBlameAsync("body")).ShouldContain("ends too early");

        (await site.Database.ReadAsync<long>("select count(*) from uploaded_set")).ShouldBe(before);
    }

    [Fact]
    public async Task A_sender_that_hangs_up_leaves_nothing()
    {
        var address = site.Client.BaseAddress!;
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(address.Host, address.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /api/v1/datasets HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000000\r\n\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"hangup\"\r\n\r\n"));
            await client.GetStream().WriteAsync(new byte[5 << 20]);
        }

        await Eventually.TrueAsync(
            async () => await site.Database.ReadAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'") == 0);
        (await site.Database.ReadAsync<long>("select count(*) from uploaded_file where name = 'hangup'")).ShouldBe(0);
    }
}
