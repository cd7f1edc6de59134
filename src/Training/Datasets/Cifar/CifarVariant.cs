namespace Mantissa.Training.Datasets.Cifar;

/// <summary>How one of the CIFAR sets is laid out (Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009; binary version).</summary>
/// <param name="Train">The training batches in their order.</param>
/// <param name="Test">The test batch.</param>
/// <param name="ClassNames">File with the names of the classes, a line each.</param>
/// <param name="LabelBytes">Label bytes before the pixels of a record.</param>
/// <param name="Label">Which of them is the label.</param>
/// <param name="Classes">How many there are.</param>
internal sealed record CifarVariant(IReadOnlyList<string> Train, string Test, string ClassNames, int LabelBytes, int Label, int Classes)
{
    /// <summary>Side of the images in pixels.</summary>
    public const int Side = 32;

    public const int PixelBytes = 3 * Side * Side;

    public static CifarVariant Cifar10 { get; } = new(
        ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"],
        "test_batch.bin", "batches.meta.txt", LabelBytes: 1, Label: 0, Classes: 10);

    /// <summary>By the 100 fine classes.</summary>
    public static CifarVariant Cifar100 { get; } = new(["train.bin"], "test.bin", "fine_label_names.txt", LabelBytes: 2, Label: 1, Classes: 100);

    /// <summary>By the 20 classes that group them.</summary>
    public static CifarVariant Cifar100Coarse { get; } = Cifar100 with { ClassNames = "coarse_label_names.txt", Label = 0, Classes = 20 };

    public IReadOnlySet<string> Files => new HashSet<string>([.. Train, Test, ClassNames], StringComparer.Ordinal);

    /// <summary>Bytes of an image with its labels.</summary>
    public int RecordBytes => LabelBytes + PixelBytes;
}
