namespace Mantissa.Training.Datasets.Uploads;

/// <summary>What an upload may be.</summary>
public enum UploadKind
{
    /// <summary>A zip with JPEG and PNG files in folders.</summary>
    ImageFolder,

    /// <summary>CIFAR-10's binary version, with any number of images.</summary>
    Cifar10,

    /// <summary>CIFAR-100's binary version, with any number of images.</summary>
    Cifar100,

    /// <summary>IDX files: images and labels, and the same for testing if there are such.</summary>
    Idx,
}
