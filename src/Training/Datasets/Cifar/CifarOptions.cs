using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Datasets.Cifar;

/// <summary>Options of the CIFAR sets.</summary>
public record CifarOptions
{
    [DataPath]
    [Parameter("Folder or archive", "The binary version on the worker, as a folder, tar.gz or zip. Left empty, the published file is downloaded once and checked by SHA-256.")]
    public string? Path { get; init; }

    [Parameter("Image size", "Side of the square images; those in the files have 32 px.", Minimum = 8, Maximum = 512, Unit = "px")]
    public int ImageSize { get; init; } = CifarVariant.Side;
}

/// <summary>Options of <see cref="Cifar100Dataset"/>.</summary>
public sealed record Cifar100Options : CifarOptions
{
    [Parameter("Labels", "The 100 fine classes, or the 20 that group them.")]
    public CifarLabels Labels { get; init; } = CifarLabels.Fine;
}

/// <summary>Which of CIFAR-100's two labels is the class.</summary>
public enum CifarLabels
{
    Fine,
    Coarse,
}
