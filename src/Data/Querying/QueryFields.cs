namespace Mantissa.Data.Querying;

/// <summary>What queries can name here, for the completion of what is being typed.</summary>
/// <param name="Attributes">What every run has.</param>
/// <param name="Parameters">Parameters of runs.</param>
/// <param name="Metrics">Metrics of runs.</param>
/// <param name="Tags">Tags of the newest runs.</param>
public sealed record QueryFields(
    IReadOnlyList<RunAttribute> Attributes, IReadOnlyList<NamedField> Parameters, IReadOnlyList<NamedField> Metrics, IReadOnlyList<NamedField> Tags)
{
    /// <summary>Counting stops here; a field may have more runs.</summary>
    public const int MostCounted = 1_000;

    /// <summary>So many names of a kind are looked at, in their order.</summary>
    public const int MostNames = 1_000;
}

/// <summary>A parameter, metric or tag.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Runs">How many runs have it, counted up to <see cref="QueryFields.MostCounted"/>.</param>
public sealed record NamedField(string Name, int Runs);
