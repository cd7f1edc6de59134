namespace Mantissa.Training.Datasets.ImageFolder.Zip;

/// <summary>One line of a zip's central directory.</summary>
/// <param name="Name">Relative, with '/' between its parts; ends with '/' when it is a folder.</param>
/// <param name="Method">0 stored, 8 deflated.</param>
/// <param name="Crc">CRC-32 of the unpacked bytes.</param>
/// <param name="PackedBytes">Bytes in the zip.</param>
/// <param name="Bytes">Bytes unpacked.</param>
/// <param name="HeaderOffset">Where its local header starts, from the start of the file.</param>
internal readonly record struct ZipEntry(string Name, int Method, uint Crc, long PackedBytes, long Bytes, long HeaderOffset)
{
    public bool IsFolder => Name.EndsWith('/');
}
