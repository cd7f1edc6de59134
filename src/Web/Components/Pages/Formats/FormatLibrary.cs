using Mantissa.Catalogue;
using Mantissa.Data.Catalogue;
using Mantissa.Training.Formats.Calculation;

namespace Mantissa.Web.Components.Pages.Formats;

/// <summary>
/// The formats that there are pages for: those that workers published, as they say it, and those of this version that none has published yet.
/// </summary>
public sealed class FormatLibrary(CatalogueStore catalogues)
{
    public async Task<IReadOnlyList<FormatEntry>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await catalogues.GetAsync(cancellationToken)).Formats.Concat(NumberFormats.Entries).DistinctBy(entry => entry.Family).OrderBy(entry => entry.Name, StringComparer.Ordinal)];

    /// <summary>The family of a format; <see langword="null"/> when there is none.</summary>
    public async Task<FormatEntry?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).FirstOrDefault(entry => entry.Matches(name));

    /// <summary>Whether this process can calculate with a family that a worker may have published.</summary>
    public static bool CanCalculate(FormatEntry entry) => NumberFormats.Entries.Any(own => own.Family == entry.Family);
}
