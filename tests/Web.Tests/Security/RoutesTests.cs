using Mantissa.Web.Security;
using Mantissa.Web.Tests.Sites;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mantissa.Web.Tests.Security;

/// <summary>Every endpoint, page and hub names its policy; what should forget it is closed to who is not signed in.</summary>
[Collection(SiteCollection.Name)]
public sealed class RoutesTests(Site site)
{
    private static readonly string[] Known =
        [Policies.Public, Policies.ShareLink, Policies.SignedIn, Policies.Read, Policies.Submit, Policies.Record, Policies.Admin, Policies.Keys, Policies.Operator];

    [Fact]
    public void Every_route_names_one_policy()
    {
        var routes = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();

        routes.Select(route => route.RoutePattern.RawText).ShouldContain("/_blazor");
        routes.Count.ShouldBeGreaterThan(120);

        // The framework's own, which nothing reaches to name a policy; it is closed like all that names none.
        routes.RemoveAll(route => route.DisplayName == "Fallback {**path:file}");
        routes.Where(route => route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).Intersect(Known).Count() != 1
                || route.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(route => route.DisplayName).ShouldBeEmpty();
    }

    [Fact]
    public void Every_page_names_one_policy() =>
        typeof(Program).Assembly.GetTypes()
            .Where(type => type.GetCustomAttributes(typeof(Microsoft.AspNetCore.Components.RouteAttribute), inherit: false).Length > 0)
            .Where(type => type.GetCustomAttributes(typeof(AuthorizeAttribute), inherit: true).Cast<AuthorizeAttribute>().Select(data => data.Policy).Intersect(Known).Count() != 1)
            .ShouldBeEmpty();

    [Fact]
    public async Task What_names_none_is_closed()
    {
        var policies = site.Services.GetRequiredService<IAuthorizationPolicyProvider>();

        (await policies.GetFallbackPolicyAsync()).ShouldBe(await policies.GetPolicyAsync(Policies.Read));
        (await policies.GetDefaultPolicyAsync()).ShouldBe(await policies.GetPolicyAsync(Policies.Read));
    }
}
