namespace Mantissa.Data.Views;

/// <summary>What somebody writes of a view.</summary>
public sealed record SavedViewDraft
{
    public string Name { get; init => field = value ?? ""; } = "";
    public ViewContent Content { get; init => field = value ?? new(); } = new();
}
