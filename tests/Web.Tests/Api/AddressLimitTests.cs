using System.Net;
using Mantissa.Web.Tests.Mlflow;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

[Collection(SiteCollection.Name)]
public sealed class AddressLimitTests(Site site)
{
    [Theory]
    [InlineData(30_000, HttpStatusCode.BadRequest)]
    [InlineData(33_000, HttpStatusCode.RequestUriTooLong)]
    [InlineData(60_000, HttpStatusCode.RequestUriTooLong)]
    public async Task An_address_may_be_long_but_not_any_length(int length, HttpStatusCode status)
    {
        var problem = await (await site.Client.GetAsync($"/api/v1/runs?filter={new string('a', length)}")).ShouldBeProblemAsync(status);

        if (status == HttpStatusCode.RequestUriTooLong)
            problem["detail"]!.GetValue<string>().ShouldContain("POST /api/v1/runs/search");
    }

    [Fact]
    public async Task Clients_of_MLflow_and_browsers_are_told_too()
    {
        await site.Client.GetAsync($"{MlflowServer.Api}/runs/get?run_id={new string('a', 40_000)}").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "BAD_REQUEST");
        (await site.Client.GetAsync($"/runs?filter={new string('a', 40_000)}")).StatusCode.ShouldBe(HttpStatusCode.RequestUriTooLong);
    }
}
