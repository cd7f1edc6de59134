namespace Mantissa.Web.Tests.Sites;

/// <summary>Tests that share one site; each makes the runs that it looks at.</summary>
[CollectionDefinition(Name)]
public sealed class SiteCollection : ICollectionFixture<Site>
{
    public const string Name = "site";
}
