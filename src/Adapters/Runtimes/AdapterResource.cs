namespace GcVerify.Adapters;

/// <summary>The files below <c>adapters</c> in the repository, which are resources of this assembly.</summary>
internal static class AdapterResource
{
    /// <summary>The text of a file.</summary>
    public static string Read(string file)
    {
        using Stream stream = typeof(AdapterResource).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"There is no adapter '{file}' in this assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
