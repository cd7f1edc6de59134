using Mantissa.Training.Datasets.Procedural;

namespace Mantissa.Training.Datasets.Shapes;

/// <summary>Options of <see cref="ShapesDataset"/>.</summary>
public sealed record ShapesOptions : ProceduralOptions;
