using Mantissa.Catalogue;
using Mantissa.Data.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Uploads;
using Mantissa.Web.Components.Shared;
using Mantissa.Web.Hosting;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Pages.Datasets;

/// <summary>What runs can train on: the sets of the catalogue, and those that people uploaded.</summary>
public sealed partial class DatasetsPage
{
    private IReadOnlyList<UploadedSet>? _sets;
    private IReadOnlyList<DatasetEntry> _builtIn = [];

    [Inject] private UploadStore Uploads { get; set; } = null!;
    [Inject] private CatalogueStore Catalogues { get; set; } = null!;
    [Inject] private WebSettings Settings { get; set; } = null!;
    [Inject] private PageActions Actions { get; set; } = null!;

    protected override TimeSpan Interval => TimeSpan.FromSeconds(2);

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        _builtIn = [.. (await Catalogues.GetAsync(cancellationToken)).Datasets
            .Where(dataset => dataset.Name != UploadReference.Dataset)
            .OrderBy(dataset => dataset.Name, StringComparer.Ordinal)];
        _sets = await Uploads.ListAsync(cancellationToken);
    }

    private Task UploadedAsync() => ReadAsync(CancellationToken.None);

    private async Task DeleteAsync(UploadedSet set)
    {
        if (await Actions.TryAsync(Permission.Submit, () => Uploads.DeleteAsync(set.Id, CancellationToken.None)))
            Actions.Done($"'{set.Name}' is deleted.");
        await ReadAsync(CancellationToken.None);
    }

    private static string WordFor(LearningTask task) => task == LearningTask.Classification ? "classifiers" : "generators";
}
