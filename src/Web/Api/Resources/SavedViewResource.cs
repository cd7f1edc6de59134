using System.Text.Json.Serialization;
using Mantissa.Data.Entities;
using Mantissa.Data.Views;

namespace Mantissa.Web.Api.Resources;

/// <summary>A saved view of the table of runs.</summary>
/// <param name="Id">Made of its first name; it stays when the view is renamed.</param>
/// <param name="Name">By which people find it.</param>
/// <param name="Content">Filter, statuses, columns, order and groups.</param>
/// <param name="Version">How many times it was saved; the first part of its entity tag.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was saved last.</param>
/// <param name="Url">Where it is shown.</param>
internal sealed record SavedViewResource(
    string Id, string Name, ViewContent Content, int Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string Url) : IRevised
{
    [JsonIgnore] public long Revision => Version;

    public static SavedViewResource Of(SavedView view, string site) =>
        new(view.Id, view.Name, view.Content, view.Version, view.CreatedAt, view.UpdatedAt, $"{site}/?view={view.Id}");
}
