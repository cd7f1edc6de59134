using Mantissa.Data.Views;

namespace Mantissa.Data.Entities;

/// <summary>A way to look at the table of runs, under a name; everybody sees the same ones.</summary>
public sealed class SavedView
{
    /// <summary>Made of its first name, for addresses; it stays when the view is renamed.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }
    public required ViewContent Content { get; init; }

    /// <summary>Counts the times that it was saved, from 1: whoever saves says which one they changed.</summary>
    public required int Version { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What somebody would write to get it as it is.</summary>
    public SavedViewDraft ToDraft() => new() { Name = Name, Content = Content };
}
