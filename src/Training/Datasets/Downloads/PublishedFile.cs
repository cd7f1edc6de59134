namespace Mantissa.Training.Datasets.Downloads;

/// <summary>A file that a dataset's makers publish and that never changes.</summary>
/// <param name="Dataset">Folder of the file on a mirror.</param>
/// <param name="Name">Its name there and at its makers'.</param>
/// <param name="Home">Address of the folder where its makers, or a well-known mirror of theirs, keep it.</param>
/// <param name="Sha256">What it must be, hexadecimal.</param>
internal sealed record PublishedFile(string Dataset, string Name, string Home, string Sha256)
{
    /// <summary>Where to ask for it.</summary>
    public Uri AddressOn(Uri? mirror) =>
        new(mirror is null ? $"{Home.TrimEnd('/')}/{Name}" : $"{mirror.AbsoluteUri.TrimEnd('/')}/{Dataset}/{Name}");
}
