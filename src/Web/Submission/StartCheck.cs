using Mantissa.Catalogue;
using Mantissa.Catalogue.Validation;
using Mantissa.Data.Checkpoints;
using Mantissa.Data.Runs;

namespace Mantissa.Web.Submission;

/// <summary>Holds the checkpoints that runs want to start from against the runs: what the catalogue alone cannot say.</summary>
public sealed class StartCheck(CheckpointStore checkpoints, RunStore runs)
{
    /// <summary>The field of a run's specification.</summary>
    public const string Field = "startFrom";

    /// <summary>Everything that is wrong, by field; empty when nothing is.</summary>
    /// <param name="resolved">The runs to be submitted.</param>
    /// <param name="field">The field that a run's start came from, by the run's place in the list.</param>
    /// <param name="catalogue">What the workers can run.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<IReadOnlyList<FieldError>> ErrorsAsync(
        IReadOnlyList<RunSpecification> resolved, Func<int, string> field, CatalogueDocument catalogue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resolved);
        ArgumentNullException.ThrowIfNull(field);
        var errors = new List<FieldError>();
        for (var i = 0; i < resolved.Count; i++)
        {
            if (resolved[i].StartFrom is { } id && await ProblemAsync(id, resolved[i], catalogue, cancellationToken) is { } problem)
                errors.Add(new(field(i), id.ToString(), problem));
        }

        return errors.Distinct().ToList();
    }

    private async Task<string?> ProblemAsync(Guid id, RunSpecification run, CatalogueDocument catalogue, CancellationToken cancellationToken) =>
        await checkpoints.FindAsync(id, cancellationToken) is { } checkpoint && await runs.GetAsync(checkpoint.RunId, cancellationToken) is { } source
            ? StartRule.Problem(run, source.Specification, catalogue)
            : new StartCheckpointException(id).Message;
}
