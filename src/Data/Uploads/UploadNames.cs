using Mantissa.Data.Entities;

namespace Mantissa.Data.Uploads;

/// <summary>Names that people and browsers give to sets and files, made safe to show and to write to a folder.</summary>
internal static class UploadNames
{
    private const int LongestSet = 100;
    private const int LongestFile = 200;
    private const int MostFiles = 8;

    /// <summary>The name of a file, without the folders that some browsers send with it.</summary>
    public static string RequireFile(string name, IReadOnlyList<UploadedFile> before)
    {
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        if (name is "" or "." or ".." || name.Length > LongestFile || name.Any(char.IsControl))
            throw new UploadRefusedException("file", $"A file needs a name of 1 to {LongestFile} characters without control characters.");
        if (before.Any(file => file.Name == name))
            throw new UploadRefusedException("file", $"There are two files named '{name}'.");
        return before.Count < MostFiles
            ? name
            : throw new UploadRefusedException("file", $"A set has at most {MostFiles} files. Pack many images into one zip, in a folder for each class.");
    }

    /// <summary>The name of a set; that of its first file where none is given.</summary>
    public static string RequireSet(string? name, string firstFile)
    {
        name = string.IsNullOrWhiteSpace(name) ? firstFile.Split('.')[0] : name.Trim();
        if (name.Length == 0)
            name = firstFile;
        return name.Length <= LongestSet && !name.Any(char.IsControl)
            ? name
            : throw new UploadRefusedException("name", $"A name has 1 to {LongestSet} characters, without control characters.");
    }
}
