namespace Mantissa.Web.Components.Samples;

/// <summary>A picture on the wall, as it is at the step that is shown.</summary>
/// <param name="Key">Tells places apart.</param>
/// <param name="Words">What the picture shows, for who cannot see it.</param>
/// <param name="Format">Its format, as the caption; <see langword="null"/> to caption it with the words.</param>
/// <param name="Shown">The step at which it was made.</param>
/// <param name="Url">Where it is; <see langword="null"/> when there is none yet.</param>
public sealed record SamplePlace(string Key, string Words, string? Format, long? Shown, string? Url)
{
    public bool IsReal { get; init; }

    /// <summary>What tells it from others of its format; <see langword="null"/> when there is none.</summary>
    public string? Note { get; init; }

    /// <summary>The picture of which only the difference is shown; <see langword="null"/> for the picture itself.</summary>
    public string? Against { get; init; }

    /// <summary>Pictures of the steps beside, which the browser loads ahead of the slider.</summary>
    public IReadOnlyList<string> Near { get; init; } = [];
}
