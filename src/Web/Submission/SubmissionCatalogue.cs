using Mantissa.Catalogue;
using Mantissa.Data.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Uploads;

namespace Mantissa.Web.Submission;

/// <summary>What can be submitted at the moment: what the workers published, and the uploaded sets that are ready to be chosen.</summary>
public sealed class SubmissionCatalogue(CatalogueStore catalogues, UploadStore uploads)
{
    public async Task<CatalogueDocument> GetAsync(CancellationToken cancellationToken)
    {
        var catalogue = await catalogues.GetAsync(cancellationToken);
        return catalogue.Datasets.Any(dataset => dataset.Parameters.Any(IsSet))
            ? Fill(catalogue, await uploads.ListAsync(cancellationToken))
            : catalogue;
    }

    /// <summary>Puts the ready sets, by name, where a set can be chosen.</summary>
    public static CatalogueDocument Fill(CatalogueDocument catalogue, IReadOnlyList<UploadedSet> sets)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var ready = sets.Where(set => set.Status == UploadStatus.Ready).OrderBy(set => set.Name, StringComparer.OrdinalIgnoreCase).ToList();
        return catalogue with
        {
            Datasets = [.. catalogue.Datasets.Select(dataset => dataset with { Parameters = [.. dataset.Parameters.Select(p => IsSet(p) ? Fill(p, ready) : p)] })],
        };
    }

    private static bool IsSet(ParameterSchema parameter) => parameter.Kind == ParameterKind.UploadedSet;

    private static ParameterSchema Fill(ParameterSchema parameter, List<UploadedSet> ready) => parameter with
    {
        Choices = [.. ready.Select(set => set.Id.ToString())],
        ChoiceTitles = [.. ready.Select(set => set.Name)],
    };
}
