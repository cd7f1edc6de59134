namespace Mantissa.Catalogue;

/// <summary>How a run names the uploaded set that it trains on; known to all processes, because a set in use is not deleted.</summary>
public static class UploadReference
{
    /// <summary>Name of the dataset.</summary>
    public const string Dataset = "upload";

    /// <summary>The option that holds the set's id.</summary>
    public const string Option = "set";

    /// <summary>The set that a run trains on, if it is an uploaded one.</summary>
    public static Guid? Of(RunSpecification run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Dataset == Dataset && run.DatasetOptions[Option] is { } value && Guid.TryParse(value.ToString(), out var id) ? id : null;
    }
}
