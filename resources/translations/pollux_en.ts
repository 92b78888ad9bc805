<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>pollux::ChunkingDialog</name>
    <message numerus="yes">
        <source>&amp;Import %n Files</source>
        <translation>
            <numerusform>&amp;Import %n File</numerusform>
            <numerusform>&amp;Import %n Files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Upload %n Files</source>
        <translation>
            <numerusform>&amp;Upload %n File</numerusform>
            <numerusform>&amp;Upload %n Files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::DeleteDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n files?</source>
        <translation>
            <numerusform>Delete %n file?</numerusform>
            <numerusform>Delete %n files?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n files</source>
        <translation>
            <numerusform>Delete %n file</numerusform>
            <numerusform>Delete %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::DeleteStoreDialog</name>
    <message numerus="yes">
        <source>%n documents are deleted</source>
        <translation>
            <numerusform>%n document is deleted</numerusform>
            <numerusform>%n documents are deleted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::DocumentsPage</name>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents loaded, more on the server</source>
        <translation>
            <numerusform>%n document loaded, more on the server</numerusform>
            <numerusform>%n documents loaded, more on the server</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::DropOverlay</name>
    <message numerus="yes">
        <source>Index %n items in %1</source>
        <translation>
            <numerusform>Index %n item in %1</numerusform>
            <numerusform>Index %n items in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items are no files on this computer and stay out.</source>
        <translation>
            <numerusform>%n item is no file on this computer and stays out.</numerusform>
            <numerusform>%n items are no files on this computer and stay out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n items to %1</source>
        <translation>
            <numerusform>Upload %n item to %1</numerusform>
            <numerusform>Upload %n items to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n files to %1</source>
        <translation>
            <numerusform>Upload %n file to %1</numerusform>
            <numerusform>Upload %n files to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload the files in %n folders to %1</source>
        <translation>
            <numerusform>Upload the files in %n folder to %1</numerusform>
            <numerusform>Upload the files in %n folders to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %1 and the files in %n folders to %2</source>
        <translation>
            <numerusform>Upload %1 and the files in %n folder to %2</numerusform>
            <numerusform>Upload %1 and the files in %n folders to %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::FilesController</name>
    <message numerus="yes">
        <source>%n files deleted.</source>
        <translation>
            <numerusform>%n file deleted.</numerusform>
            <numerusform>%n files deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files could not be deleted.</source>
        <translation>
            <numerusform>%n file could not be deleted.</numerusform>
            <numerusform>%n files could not be deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::FilesPage</name>
    <message numerus="yes">
        <source>%1 of %n files shown</source>
        <translation>
            <numerusform>%1 of %n file shown</numerusform>
            <numerusform>%1 of %n files shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files loaded, more on the server</source>
        <translation>
            <numerusform>%n file loaded, more on the server</numerusform>
            <numerusform>%n files loaded, more on the server</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::IndexEstimate</name>
    <message numerus="yes">
        <source>Counting the words of %n files…</source>
        <translation>
            <numerusform>Counting the words of %n file…</numerusform>
            <numerusform>Counting the words of %n files…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files: number of words not known in advance.</source>
        <translation>
            <numerusform>%n file: number of words not known in advance.</numerusform>
            <numerusform>%n files: number of words not known in advance.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::MessageWidget</name>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::NotificationGroups</name>
    <message numerus="yes">
        <source>%n files uploaded</source>
        <translation>
            <numerusform>%n file uploaded</numerusform>
            <numerusform>%n files uploaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files ready to use</source>
        <translation>
            <numerusform>%n file ready to use</numerusform>
            <numerusform>%n files ready to use</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files failed</source>
        <translation>
            <numerusform>%n file failed</numerusform>
            <numerusform>%n files failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files expire soon</source>
        <translation>
            <numerusform>%n file expires soon</numerusform>
            <numerusform>%n files expire soon</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::PreflightDialog</name>
    <message numerus="yes">
        <source>Upload %n files to Files</source>
        <translation>
            <numerusform>Upload %n file to Files</numerusform>
            <numerusform>Upload %n files to Files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n Files</source>
        <translation>
            <numerusform>Upload %n File</numerusform>
            <numerusform>Upload %n Files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items are left out</source>
        <translation>
            <numerusform>%n item is left out</numerusform>
            <numerusform>%n items are left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are on the server already, with the same content.</source>
        <translation>
            <numerusform>%n file is on the server already, with the same content.</numerusform>
            <numerusform>%n files are on the server already, with the same content.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are in the queue already.</source>
        <translation>
            <numerusform>%n file is in the queue already.</numerusform>
            <numerusform>%n files are in the queue already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The types of %n files are unknown, and models do not read files without a type.</source>
        <translation>
            <numerusform>The type of %n file is unknown, and models do not read files without a type.</numerusform>
            <numerusform>The types of %n files are unknown, and models do not read files without a type.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are empty.</source>
        <translation>
            <numerusform>%n file is empty.</numerusform>
            <numerusform>%n files are empty.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1.</source>
        <comment>count and size</comment>
        <translation>
            <numerusform>%n file, %1.</numerusform>
            <numerusform>%n files, %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Choose the types of %n files first, or decide to upload them without one.</source>
        <translation>
            <numerusform>Choose the type of %n file first, or decide to upload it without one.</numerusform>
            <numerusform>Choose the types of %n files first, or decide to upload them without one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::ProblemText</name>
    <message numerus="yes">
        <source>%n entries of the list could not be read.</source>
        <translation>
            <numerusform>%n entry of the list could not be read.</numerusform>
            <numerusform>%n entries of the list could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::SelectionSummary</name>
    <message numerus="yes">
        <source>%1, and %n of unknown size</source>
        <translation>
            <numerusform>%1, and %n of unknown size</numerusform>
            <numerusform>%1, and %n of unknown size</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::Sentences</name>
    <message numerus="yes">
        <source>%n entries of the list of uploads cannot be read.</source>
        <translation>
            <numerusform>%n entry of the list of uploads cannot be read.</numerusform>
            <numerusform>%n entries of the list of uploads cannot be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::SnippetDialog</name>
    <message numerus="yes">
        <source>%n Files</source>
        <translation>
            <numerusform>%n File</numerusform>
            <numerusform>%n Files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::StorageGauge</name>
    <message numerus="yes">
        <source>%1: %n files expire, %2</source>
        <comment>time, size</comment>
        <translation>
            <numerusform>%1: %n file expires, %2</numerusform>
            <numerusform>%1: %n files expire, %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::StoresController</name>
    <message numerus="yes">
        <source>%n dropped items are no files on this computer and were left out.</source>
        <translation>
            <numerusform>%n dropped item is no file on this computer and was left out.</numerusform>
            <numerusform>%n dropped items are no files on this computer and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n documents?</source>
        <translation>
            <numerusform>Delete %n document?</numerusform>
            <numerusform>Delete %n documents?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents deleted.</source>
        <translation>
            <numerusform>%n document deleted.</numerusform>
            <numerusform>%n documents deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents could not be deleted.</source>
        <translation>
            <numerusform>%n document could not be deleted.</numerusform>
            <numerusform>%n documents could not be deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::UploadController</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items were left out: %1</source>
        <translation>
            <numerusform>%n item was left out: %1</numerusform>
            <numerusform>%n items were left out: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uploads were interrupted.</source>
        <translation>
            <numerusform>%n upload was interrupted.</numerusform>
            <numerusform>%n uploads were interrupted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files uploaded.</source>
        <translation>
            <numerusform>%n file uploaded.</numerusform>
            <numerusform>%n files uploaded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are uploaded and being processed.</source>
        <translation>
            <numerusform>%n file is uploaded and being processed.</numerusform>
            <numerusform>%n files are uploaded and being processed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uploads failed. The uploads panel says why and can retry them.</source>
        <translation>
            <numerusform>%n upload failed. The uploads panel says why and can retry it.</numerusform>
            <numerusform>%n uploads failed. The uploads panel says why and can retry them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Quit while %n files are being uploaded?</source>
        <translation>
            <numerusform>Quit while %n file is being uploaded?</numerusform>
            <numerusform>Quit while %n files are being uploaded?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries of the list of uploads cannot be read and are not shown.</source>
        <translation>
            <numerusform>%n entry of the list of uploads cannot be read and is not shown.</numerusform>
            <numerusform>%n entries of the list of uploads cannot be read and are not shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::UploadsProxyModel</name>
    <message numerus="yes">
        <source>%n uploading</source>
        <translation>
            <numerusform>%n uploading</numerusform>
            <numerusform>%n uploading</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queued</source>
        <translation>
            <numerusform>%n queued</numerusform>
            <numerusform>%n queued</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uploaded</source>
        <translation>
            <numerusform>%n uploaded</numerusform>
            <numerusform>%n uploaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n cancelled</numerusform>
            <numerusform>%n cancelled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n paused</numerusform>
            <numerusform>%n paused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n being processed</source>
        <translation>
            <numerusform>%n being processed</numerusform>
            <numerusform>%n being processed</numerusform>
        </translation>
    </message>
</context>
</TS>
