using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Catalogue.Tests;
using Mantissa.Data.Workers;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

[Collection(SiteCollection.Name)]
public sealed class PlatformApiTests(Site site)
{
    [Fact]
    public async Task The_catalogue_is_what_the_workers_published()
    {
        var document = await site.Client.GetFromJsonAsync<CatalogueDocument>("/api/v1/catalogue", CatalogueJson.Options);

        document!.Models.Select(m => m.Name).ShouldBe(SampleCatalogue.Create().Models.Select(m => m.Name));
        document.Trainer("classification")!.Parameters.Single(p => p.Name == "epochs").Maximum.ShouldBe(10_000);
    }

    [Fact]
    public async Task Workers_and_queues_tell_who_serves_what()
    {
        await site.Database.Get<WorkerStore>().RegisterAsync(new("w-7", "box", 7, "0.1.0", ["lab"], [new("cpu", "Some processor", 1 << 30)]), default);
        await (await site.PostAsync("/api/v1/runs", """{"model":"resnet","dataset":"shapes","queue":"gpu","device":"cuda"}""")).ShouldBeAsync(HttpStatusCode.Created);

        var worker = (await site.Client.GetFromJsonAsync<JsonArray>("/api/v1/workers"))!.Single(w => w!["id"]!.GetValue<string>() == "w-7")!;
        var queues = (await site.Client.GetFromJsonAsync<JsonArray>("/api/v1/queues"))!.ToDictionary(q => q!["queue"]!.GetValue<string>());

        worker["alive"]!.GetValue<bool>().ShouldBeTrue();
        worker["devices"]![0]!["title"]!.GetValue<string>().ShouldBe("Some processor");
        queues["lab"]!["liveWorkers"]!.GetValue<int>().ShouldBe(1);
        queues["gpu"]!["queued"]!.GetValue<int>().ShouldBe(1);
        queues["gpu"]!["liveWorkers"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task A_queue_is_paused_and_a_worker_drained_and_both_come_back()
    {
        await site.Database.Get<WorkerStore>().RegisterAsync(new("w-8", "box", 8, "0.1.0", ["lab-8"], []), default);
        async Task<(bool Queue, bool Worker)> PausedAsync() =>
        (
            (await site.Client.GetFromJsonAsync<JsonArray>("/api/v1/queues"))!.Single(q => q!["queue"]!.GetValue<string>() == "lab-8")!["pausedAt"] is not null,
            (await site.Client.GetFromJsonAsync<JsonArray>("/api/v1/workers"))!.Single(w => w!["id"]!.GetValue<string>() == "w-8")!["pausedAt"] is not null);
        (await PausedAsync()).ShouldBe((false, false));

        foreach (var path in (string[])["queues/lab-8/pause", "queues/lab-8/pause", "workers/w-8/drain"])
            (await site.Client.PostAsync($"/api/v1/{path}", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent, path);
        (await PausedAsync()).ShouldBe((true, true));
        foreach (var path in (string[])["queues/lab-8/resume", "workers/w-8/resume"])
            (await site.Client.PostAsync($"/api/v1/{path}", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent, path);
        (await PausedAsync()).ShouldBe((false, false));

        (await (await site.Client.PostAsync("/api/v1/queues/nowhere/pause", null)).ShouldBeProblemAsync(HttpStatusCode.NotFound))["detail"]!.GetValue<string>()
            .ShouldContain("'nowhere'");
        await (await site.Client.PostAsync("/api/v1/workers/nobody/drain", null)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_operation_is_documented()
    {
        var document = await site.GetAsync("/openapi/v1.json");

        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(o => (Path: path.Key, Operation: o.Value!))).ToList();
        operations.Count.ShouldBeGreaterThan(20);
        operations.ShouldAllBe(o => o.Path.StartsWith("/api/v1/") && o.Operation["summary"]!.GetValue<string>().Length > 0);
        document["components"]!["schemas"]!["RunResource"]!["properties"]!["etaSeconds"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Health_is_open_and_terse()
    {
        (await site.Client.GetStringAsync("/health/live")).ShouldBe("live");
        (await site.Client.GetStringAsync("/health/ready")).ShouldBe("ready");
    }
}
