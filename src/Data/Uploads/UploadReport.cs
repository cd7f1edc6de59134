namespace Mantissa.Data.Uploads;

/// <summary>What a worker found in an uploaded set.</summary>
/// <param name="Kind">What its files are, e.g. <c>imageFolder</c>.</param>
/// <param name="Channels">3 or 1.</param>
/// <param name="SmallestSide">The shortest side of any image, in pixels.</param>
/// <param name="LargestSide">The longest side of any image, in pixels.</param>
/// <param name="Classes">Images of each class, for training and for testing.</param>
/// <param name="Broken">Files that are left out, with the reason.</param>
public sealed record UploadReport(
    string Kind, int Channels, int SmallestSide, int LargestSide, IReadOnlyList<UploadedClass> Classes, IReadOnlyList<string> Broken)
{
    public int TrainImages => Classes.Sum(c => c.Train);

    public int TestImages => Classes.Sum(c => c.Test);
}

/// <summary>A class and how many images it has.</summary>
public sealed record UploadedClass(string Name, int Train, int Test);
