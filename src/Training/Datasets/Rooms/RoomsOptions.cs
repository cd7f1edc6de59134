using Mantissa.Training.Datasets.Procedural;

namespace Mantissa.Training.Datasets.Rooms;

/// <summary>Options of <see cref="RoomsDataset"/>.</summary>
public sealed record RoomsOptions : ProceduralOptions
{
    public RoomsOptions() => (ImageSize, TrainImages, TestImages) = (64, 10_000, 1_000);
}
