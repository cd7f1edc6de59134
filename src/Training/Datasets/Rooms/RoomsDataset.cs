using Mantissa.Catalogue;
using Mantissa.Training.Datasets.Procedural;

namespace Mantissa.Training.Datasets.Rooms;

/// <summary>
/// Bedrooms, traced by rays: walls, floor, window, bed and other furniture in perspective, by day, at dusk and at night. A set for
/// generators; its classes are the times of day, so that features of it can be learned.
/// </summary>
public sealed class RoomsDataset : ProceduralDataset<RoomsOptions>
{
    private protected override string Name => "rooms";

    private protected override string Title => "Rooms";

    private protected override string Summary => "Bedrooms in perspective, by day, at dusk and at night; drawn by the program.";

    private protected override IReadOnlyList<LearningTask> Tasks => [LearningTask.Generation];

    private protected override IReadOnlyList<string> ClassNames { get; } = ["day", "dusk", "night"];

    private protected override int Version => 1;

    private protected override IImagePainter CreatePainter(int imageSize) => new RoomsPainter(imageSize);
}
