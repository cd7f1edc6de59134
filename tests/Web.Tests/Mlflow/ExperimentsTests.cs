using System.Net;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Mlflow;

[Collection(SiteCollection.Name)]
public sealed class ExperimentsTests(Site site)
{
    [Fact]
    public async Task Experiment_0_is_there_and_holds_the_runs_of_our_workers()
    {
        var experiment = (await site.AskAsync("experiments/get?experiment_id=0"))["experiment"]!;

        experiment["name"]!.GetValue<string>().ShouldBe("Default");
        experiment["lifecycle_stage"]!.GetValue<string>().ShouldBe("active");
        experiment["artifact_location"]!.GetValue<string>().ShouldBe("mlflow-artifacts:/0");
        var ours = (await RecordedRun.StartAsync(site)).Id.ToString("N");
        (await site.RunAsync(ours))["info"]!["experiment_id"]!.GetValue<string>().ShouldBe("0");
        (await site.TryAsync("experiments/delete", """{"experiment_id":"0"}""")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_experiment_lives_through_its_life()
    {
        var id = (await site.CallAsync("experiments/create", """
            {"name":"life","artifact_location":"","tags":[{"key":"team","value":"vision"}],"a_field_of_the_future":{"x":[1]}}
            """))["experiment_id"]!.GetValue<string>();
        var run = await site.CreateRunAsync(id);

        (await site.AskAsync("experiments/get-by-name?experiment_name=life"))["experiment"]!["experiment_id"]!.GetValue<string>().ShouldBe(id);
        await site.TryAsync("experiments/create", """{"name":"life"}""").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "RESOURCE_ALREADY_EXISTS");
        await site.TryAsync("experiments/update", $$"""{"experiment_id":"{{id}}","new_name":"Default"}""").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "RESOURCE_ALREADY_EXISTS");

        // An id may be a number.
        await site.CallAsync("experiments/update", $$"""{"experiment_id":{{id}},"new_name":"second life"}""");
        await site.CallAsync("experiments/set-experiment-tag", $$"""{"experiment_id":"{{id}}","key":"team","value":"speech"}""");
        await site.CallAsync("experiments/delete", $$"""{"experiment_id":"{{id}}"}""");

        var deleted = (await site.AskAsync($"experiments/get?experiment_id={id}"))["experiment"]!;
        (deleted["name"]!.GetValue<string>(), deleted["lifecycle_stage"]!.GetValue<string>()).ShouldBe(("second life", "deleted"));
        deleted["tags"].Entries().ShouldBe(["team=speech"]);
        (await site.RunAsync(run))["info"]!["lifecycle_stage"]!.GetValue<string>().ShouldBe("deleted");
        await site.TryAsync("runs/create", $$"""{"experiment_id":"{{id}}"}""").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");

        await site.CallAsync("experiments/restore", $$"""{"experiment_id":"{{id}}"}""");
        (await site.RunAsync(run))["info"]!["lifecycle_stage"]!.GetValue<string>().ShouldBe("active");
    }

    [Theory]
    [InlineData("experiments/create", """{"name":""}""", "INVALID_PARAMETER_VALUE", HttpStatusCode.BadRequest)]
    [InlineData("experiments/create", """{"name":"s3","artifact_location":"s3://bucket"}""", "INVALID_PARAMETER_VALUE", HttpStatusCode.BadRequest)]
    [InlineData("experiments/create", """{"name":["x"]}""", "INVALID_PARAMETER_VALUE", HttpStatusCode.BadRequest)]
    [InlineData("experiments/delete", """{"experiment_id":"987654"}""", "RESOURCE_DOES_NOT_EXIST", HttpStatusCode.NotFound)]
    [InlineData("experiments/delete", """{"experiment_id":"-1; drop table run"}""", "RESOURCE_DOES_NOT_EXIST", HttpStatusCode.NotFound)]
    [InlineData("experiments/restore", "{}", "INVALID_PARAMETER_VALUE", HttpStatusCode.BadRequest)]
    [InlineData("experiments/restore", "[]", "BAD_REQUEST", HttpStatusCode.BadRequest)]
    [InlineData("experiments/restore", "{", "BAD_REQUEST", HttpStatusCode.BadRequest)]
    [InlineData("experiments/dance", "{}", "ENDPOINT_NOT_FOUND", HttpStatusCode.NotFound)]
    [InlineData("experiments/get", "{}", "ENDPOINT_NOT_FOUND", HttpStatusCode.NotFound)]
    public async Task Errors_have_MLflows_codes(string endpoint, string body, string code, HttpStatusCode status) =>
        (await site.TryAsync(endpoint, body).ShouldBeErrorAsync(status, code)).ShouldNotBeNullOrWhiteSpace();

    [Fact]
    public async Task What_is_not_there_is_said_as_clients_expect_it()
    {
        await site.Client.GetAsync($"{MlflowServer.Api}/experiments/get-by-name?experiment_name=nobody").ShouldBeErrorAsync(HttpStatusCode.NotFound, "RESOURCE_DOES_NOT_EXIST");
        await site.Client.GetAsync($"{MlflowServer.Api}/runs/get?run_id=0123456789abcdef0123456789abcdef").ShouldBeErrorAsync(HttpStatusCode.NotFound, "RESOURCE_DOES_NOT_EXIST");
        await site.Client.GetAsync($"{MlflowServer.Api}/runs/get?run_id=x").ShouldBeErrorAsync(HttpStatusCode.NotFound, "RESOURCE_DOES_NOT_EXIST");
        var deep = new string('[', 10_000);
        await site.TryAsync("runs/create", deep).ShouldBeErrorAsync(HttpStatusCode.BadRequest, "BAD_REQUEST");
    }

    [Fact]
    public async Task Clients_may_ask_for_version_and_health()
    {
        (await site.Client.GetStringAsync("/health")).ShouldBe("OK");
        Version.Parse(await site.Client.GetStringAsync("/version")).Major.ShouldBeGreaterThanOrEqualTo(2);
        (await site.Client.GetStringAsync("/ajax-api/2.0/mlflow/experiments/get?experiment_id=0")).ShouldContain("Default");
    }
}
