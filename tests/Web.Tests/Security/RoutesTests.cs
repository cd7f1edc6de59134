using Mantissa.Web.Security;
using Mantissa.Web.Tests.Sites;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mantissa.Web.Tests.Security;

[Collection(SiteCollection.Name)]
public sealed class RoutesTests(Site site)
{
    [Fact]
    public async Task The_fallback_policy_asks_for_this_machine()
    {
        var policy = await site.Services.GetRequiredService<IAuthorizationPolicyProvider>().GetFallbackPolicyAsync();

        policy.ShouldNotBeNull().Requirements.ShouldHaveSingleItem().ShouldBeOfType<LoopbackRequirement>();
    }

    [Fact]
    public void No_route_goes_around_the_fallback_policy_but_health()
    {
        var routes = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();

        routes.Select(r => r.RoutePattern.RawText).ShouldContain("/_blazor");
        routes.Where(r => r.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(r => r.RoutePattern.RawText)
            .ShouldBe(["/health/live", "/health/ready"], ignoreOrder: true);
        routes.Where(r => r.Metadata.GetMetadata<IAuthorizeData>() is not null).ShouldBeEmpty();
    }
}
