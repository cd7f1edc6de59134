using System.Text.Json.Serialization;
using Mantissa.Data.Dashboards;
using Mantissa.Data.Entities;

namespace Mantissa.Web.Api.Resources;

/// <summary>A dashboard.</summary>
/// <param name="Id">The dashboard.</param>
/// <param name="Name">By which people find it.</param>
/// <param name="Description">What it is about, in Markdown.</param>
/// <param name="Query">Which runs it is about, in the query language; empty for all.</param>
/// <param name="Content">Its widgets with their places on a grid of 12 columns.</param>
/// <param name="Version">How many times it was saved; the first part of its entity tag.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was saved last.</param>
/// <param name="Url">The dashboard's page.</param>
internal sealed record DashboardResource(
    Guid Id, string Name, string Description, string Query, DashboardContent Content, int Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    string Url) : IRevised
{
    [JsonIgnore] public long Revision => Version;

    public static DashboardResource Of(Dashboard dashboard, string site) => new(
        dashboard.Id, dashboard.Name, dashboard.Description, dashboard.Query, dashboard.Content, dashboard.Version, dashboard.CreatedAt,
        dashboard.UpdatedAt, $"{site}/dashboards/{dashboard.Id}");
}
