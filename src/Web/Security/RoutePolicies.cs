namespace Mantissa.Web.Security;

/// <summary>Names an endpoint's policy where its route is.</summary>
internal static class RoutePolicies
{
    public static TBuilder ForAll<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(Policies.Public);

    public static TBuilder Reads<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(Policies.Read);

    /// <summary>What it does is in the audit log.</summary>
    public static TBuilder Submits<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(Policies.Submit).Audited();

    /// <summary>Recording itself is not in the audit log, which would be as long as the curves.</summary>
    public static TBuilder Records<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(Policies.Record);

    /// <summary>What it does is in the audit log.</summary>
    public static TBuilder Administers<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(Policies.Admin).Audited();

    public static TBuilder Audited<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(AuditMark.Instance);

    public static TBuilder ManagesKeys<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(Policies.Keys);
}

/// <summary>Marks endpoints whose successes are in the audit log.</summary>
internal sealed class AuditMark
{
    public static readonly AuditMark Instance = new();
}
