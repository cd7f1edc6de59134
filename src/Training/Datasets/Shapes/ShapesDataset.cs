using Mantissa.Catalogue;
using Mantissa.Training.Datasets.Procedural;

namespace Mantissa.Training.Datasets.Shapes;

/// <summary>
/// Ten silhouettes at any place, size, turn, colour and texture, on textured ground with clutter and noise. Brightness and colour say
/// nothing about the class, so a linear model stays close to guessing; the outline says everything.
/// </summary>
public sealed class ShapesDataset : ProceduralDataset<ShapesOptions>
{
    private protected override string Name => "shapes";

    private protected override string Title => "Shapes";

    private protected override string Summary => "Ten kinds of shapes in colour, with textures, clutter and noise; drawn by the program.";

    private protected override IReadOnlyList<LearningTask> Tasks => [LearningTask.Classification, LearningTask.Generation];

    private protected override IReadOnlyList<string> ClassNames { get; } = [.. Silhouette.All.Select(silhouette => silhouette.Name)];

    private protected override int Version => 1;

    private protected override IImagePainter CreatePainter(int imageSize) => new ShapesPainter(imageSize);
}
